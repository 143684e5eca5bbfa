"""The bench: naht beside its peers, as ratios measured in one run. Nothing in it fails on a clock.

A task is something that naht does; a peer is a program that does the same. Both run in turn, as whole processes on
the same visits, and each pair gives a ratio. ``python -m tests.bench`` measures them and prints two tables.
"""
