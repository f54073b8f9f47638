"""Faults made on purpose: real processes killed, disks filled, services taken away (`make chaos`).

The commands of web, worker and beat are those of the Dockerfile and docker-compose.yml. Every
database, queue and disk here is made for the run; processes are ended by their own number.
"""
