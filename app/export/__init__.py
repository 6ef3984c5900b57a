"""Files to hand on: XLSX, GeoPackage, GeoJSON and one self-contained HTML map.

Plain Python, no Dash: each function reads a folder of published layers and writes one file, whole.
"""
