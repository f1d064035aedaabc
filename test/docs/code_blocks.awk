# Prints the ```cpp blocks of a Markdown page; compiler messages name the page.
/^```cpp$/ { on = 1; printf "#line %d \"%s\"\n", NR + 1, FILENAME; next }
/^```$/ { on = 0 }
on
