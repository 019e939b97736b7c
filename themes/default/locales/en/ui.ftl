language-name = English
number-group = ,
number-decimal = .
