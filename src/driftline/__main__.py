"""`python -m driftline` is the command `driftline`."""

from driftline.cli import main

if __name__ == "__main__":
    main()
