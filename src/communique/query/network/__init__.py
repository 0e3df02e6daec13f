"""Discourse networks: who shares concepts with whom, by the definitions of the Discourse Network Analyzer (DNA).

The method: Leifeld, Policy Debates and Discourse Network Analysis (2017), in The Oxford Handbook of Political Networks.
"""
