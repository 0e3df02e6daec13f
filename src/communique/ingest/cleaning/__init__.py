"""Drafts to text: title, deck and body apart from bylines, dates, datelines and what surrounds a report on its page."""
