# Prints the code blocks of one language (-v language=..., else cpp) of a Markdown page; messages of the
# C++ compiler name the page.
BEGIN { if (language == "") language = "cpp" }
$0 == "```" language { on = 1; if (language == "cpp") printf "#line %d \"%s\"\n", NR + 1, FILENAME; next }
/^```$/ { on = 0 }
on
