# At the desk: for somebody else, out of the drop box, what is no longer there.
n-drop-box = Den låg i inlämningslådan: tillbaka sedan vi stängde
n-lend-for = Låna ut till hen
n-for = Det som skannas nu lånas ut till { $name }.
n-at-risk = Det utlovade finns inte längre. Erbjud en annan eller säg till.
