"""The formats that can be written; each file is one."""
