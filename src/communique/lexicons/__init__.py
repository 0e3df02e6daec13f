"""Tables that several phases read: names of states and bodies, offices, cues. Data files with one loader each."""
