"""What every answer tells the browser: nothing from elsewhere, nothing inline, nothing kept, nothing passed on."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "media-src 'self' blob:",
        "manifest-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types envelop",
    )
)
# Whatever a browser might offer a page, this one wants none of it.
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}
# A tablet that many people use stays on, fills its screen and may stand on the home screen. No other page may.
KIOSK = "/kiosk/"
KIOSK_FEATURES = ("fullscreen", "screen-wake-lock")
KIOSK_HEADERS = HEADERS | {
    "Content-Security-Policy": POLICY.replace("manifest-src 'none'", "manifest-src 'self'"),
    "Permissions-Policy": ", ".join(
        f"{feature}=(self)" if feature in KIOSK_FEATURES else f"{feature}=()" for feature in FEATURES
    ),
}
TRANSPORT = "max-age=63072000; includeSubDomains"


def set_headers(app: Flask, *, production: bool) -> None:
    """Put HEADERS on every answer of ``app``, KIOSK_HEADERS on the tablets' page.

    Only hashed files may choose their own Cache-Control.
    HTTPS alone is asked for in production only: a demo on 127.0.0.1 must not teach the browser otherwise.
    """

    @app.after_request
    def _set(response: Response) -> Response:
        response.headers.update(KIOSK_HEADERS if request.path == KIOSK else HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        if production:
            response.headers["Strict-Transport-Security"] = TRANSPORT
        return response
