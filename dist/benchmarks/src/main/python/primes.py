"""Prime factors of random numbers by trial division: one after the other, then with a pool of processes.

Prints the milliseconds of both. The pool is there before the clock starts, as it is for tandem.
usage: primes.py NUMBERS PROCESSES
"""

import random
import sys
import time
from multiprocessing import Pool


def factorise(number):
    factors = []
    candidate = 2
    while candidate * candidate <= number:
        while number % candidate == 0:
            factors.append(candidate)
            number //= candidate
        candidate += 1
    if number > 1:
        factors.append(number)
    return factors


def millis(work):
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000


def main():
    count, processes = int(sys.argv[1]), int(sys.argv[2])
    source = random.Random(42)
    numbers = [source.randint(20_000, 100_000_000) for _ in range(count)]
    one, sequential = millis(lambda: [factorise(number) for number in numbers])
    with Pool(processes) as pool:
        pool.map(factorise, numbers[:processes])
        several, parallel = millis(lambda: pool.map(factorise, numbers, chunksize=100))
    if one != several:
        sys.exit("the pool has other results")
    print(round(sequential), round(parallel))


if __name__ == "__main__":
    main()
