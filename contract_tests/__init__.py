"""What we rely on, per resource: runs on the emulator, the sandbox or any URL."""
