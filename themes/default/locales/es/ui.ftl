language-name = Español
number-group = .
number-decimal = ,
