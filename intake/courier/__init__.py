"""The GGD's networked PC: carries bundles from the relay and receipts and key sheets to it. It can open nothing."""
