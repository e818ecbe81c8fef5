"""What couriers carry: bundles out; receipts and key sheets in. The relay signs the first and verifies the rest."""
