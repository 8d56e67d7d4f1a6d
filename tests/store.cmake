add_library(store_fixture STATIC unit/store_fixture.c)
target_include_directories(store_fixture PRIVATE
	${PROJECT_SOURCE_DIR}/classifier/src)
target_link_libraries(store_fixture PUBLIC furui_unit libfurui)
furui_unit_test(store store_fixture)
furui_unit_test(store_crash store_fixture)
