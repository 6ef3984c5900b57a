"""The owner's data: files of any usual format to features of record, with nothing guessed unseen.

file ─ read ─ Raw ─ plan (mapping, datum, repair) ─ Plan ─ changes ─ take ─ geodata/<code>/imports/
"""
