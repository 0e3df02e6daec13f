"""Questions that are answered by counting: where actors stand in a window, and what changed."""
