"""What the closed files share: the Dutch Bibob inquiry and the Belgian integrity investigation.

Both are secret by law. Their rows stand in tables of their own, their files are closed to everybody else, their lines
of the story tell others only that there is something they may not read, and each reading is recorded.
"""
