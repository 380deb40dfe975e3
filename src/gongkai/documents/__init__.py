"""Normative documents: their life from draft to evaluation, legality review, the register and its validity, interpretation."""
