"""Words to actors: who is meant, for whom they speak, what they are."""
