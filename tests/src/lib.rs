//! What the tests of Malipo as a whole share.
