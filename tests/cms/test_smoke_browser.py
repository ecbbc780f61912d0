"""The site as a whole, in a browser."""


def test_sign_in_page_opens_on_a_phone(live_server, page):
    page.goto(f"{live_server.url}/accounts/login/")

    assert page.locator("input[type=password]").count() == 1
