# tests of filter
