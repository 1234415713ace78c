import Pipeline

print("cheshang")
