"""Numbers for those who watch over a relay (Prometheus), and nothing for those who watch a newcomer. Off by default."""

from intake.relay.metrics.gauges import Gauges
from intake.relay.metrics.scraping import answer_scrapes

__all__ = ["Gauges", "answer_scrapes"]
