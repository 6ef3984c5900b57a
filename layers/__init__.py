"""One declaration per published layer: property model, symbology, labels."""
