"""The ground floor: what every case package stands on. It knows no case."""
