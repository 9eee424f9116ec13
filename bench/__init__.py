"""Speed and memory beside what a user would pick instead, or beside the bare library, in the same run: ratios only."""
