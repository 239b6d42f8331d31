"""The front door: sign-in, start page, language, dates, headers, the parts every page is made of."""
