print("hl-map")
