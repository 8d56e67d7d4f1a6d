# tests of corpus
