# tests of classifier
