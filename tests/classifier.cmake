# The classifier: what it reads, learns and says; fuzz targets.
foreach(name charset encoded html learner normalise reader words scan
	identity)
	furui_unit_test(${name} libfurui)
endforeach()
include(fuzz.cmake)
