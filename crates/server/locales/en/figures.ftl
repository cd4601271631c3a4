# A department's figures
