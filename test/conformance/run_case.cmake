# Runs the tests of one case in each of its programs. A program without any is an error.
foreach(program IN LISTS PROGRAMS)
  execute_process(
    COMMAND ${program} --gtest_filter=*Case${NUMBER}*:*case_${NUMBER}_* --gtest_brief=1
    RESULT_VARIABLE failed
    OUTPUT_VARIABLE said
    ERROR_VARIABLE said)
  message("${program}\n${said}")
  if(failed)
    message(FATAL_ERROR "case ${NUMBER} fails in ${program}: ${failed}")
  elseif(NOT said MATCHES "[1-9][0-9]* tests? from")
    message(FATAL_ERROR "${program} has no test of case ${NUMBER}")
  endif()
endforeach()
