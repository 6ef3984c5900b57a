"""Online geocoders: asked only where a key is set, and never believed: they give candidates.

configured(environment) -> [Provider]          those whose key variable is set
ask(provider, Question(text, city, box), cache=…, folder=…) -> [Found]   WGS84
"""
