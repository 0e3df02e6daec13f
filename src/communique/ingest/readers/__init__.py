"""The formats that can be read; each file is one."""
