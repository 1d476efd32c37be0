"""Readers turn one source into a Reading. Pure: text in, values out."""
