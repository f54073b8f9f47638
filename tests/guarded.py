"""What every answer carries, whoever asked and whatever the answer is."""


def assert_guarded(response) -> None:
    """Fail where a header is missing that every answer carries."""
    carried = response.headers
    policy = carried.get("Content-Security-Policy", "")
    # What an office uploaded may do less than our own pages: nothing at all.
    assert "default-src 'self'" in policy or policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert carried.get("X-Frame-Options") == "DENY"
    assert carried.get("X-Content-Type-Options") == "nosniff"
    assert carried.get("Referrer-Policy") == "same-origin"
    assert carried.get("Cross-Origin-Opener-Policy") == "same-origin"
    assert "camera=()" in carried.get("Permissions-Policy", "")
    assert "Server" not in carried
    assert "X-Powered-By" not in carried


def assert_private(response) -> None:
    """Fail where an answer could be kept by a browser's history or a shared cache."""
    assert "no-store" in response.headers.get("Cache-Control", "")
    assert response.headers.get("ETag") is None
    assert not {"\n", "\r"} & set("".join(response.headers.values()))
