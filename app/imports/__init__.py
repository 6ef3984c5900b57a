"""The page 导入: a file on the way in, looked at before it is taken."""
