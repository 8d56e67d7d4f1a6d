# The classifier: what it reads, learns and says; fuzz targets.
foreach(name charset encoded html learner normalise reader words scan
	identity fisher verdict model)
	furui_unit_test(${name} libfurui)
endforeach()
include(fuzz.cmake)
