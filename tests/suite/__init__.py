"""The test suite: what a case is (harness), and the kinds of cases, a module each."""
