"""The blank forms that are shipped as 参考表式, made by other libraries than those that fill them."""
