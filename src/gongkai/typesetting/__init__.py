"""Official layout: the annual report, the letter to an applicant and the receipt, as PDF and DOCX.

Whatever people wrote goes into the typesetter as data, never as markup. No Django, no database, no clock:
the same input gives the same bytes.
"""
