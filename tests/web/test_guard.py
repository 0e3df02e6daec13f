"""What the page keeps out: other sites, other machines, other files, and what no form of it sends."""

import http.client
import re
import socket
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from communique.core.errors import UsageError
from communique.present.web.actions import ACTIONS
from communique.present.web.app import build
from communique.present.web.guard import HEADERS, LARGEST_BODY
from communique.present.web.serving import serve
from web.addresses import accepting, decided, every, known
from web.conftest import HOST

# Who may ask.


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", f"localhost.evil.example:{HOST[-4:]}", ""]
)
def test_another_host_is_refused(client: TestClient, record: Path, host: str) -> None:
    """A name that was made to point to this machine gets nothing, whatever it asks for."""
    for address in (*every(record), "/static/page.js", "/nowhere"):
        answer = client.get(address, headers={"host": host})
        assert answer.status_code == 421
        assert len(answer.text) < 200
    assert client.post("/do/decide", data=accepting(record), headers={"host": host}).status_code == 421
    assert decided(record) == 0


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", f"https://{HOST}", ""]
)
def test_another_site_cannot_post(record: Path, origin: str | None) -> None:
    """A form that does not come from the page itself changes nothing."""
    with TestClient(build(record, [HOST]), base_url=f"http://{HOST}") as client:
        headers = {} if origin is None else {"origin": origin}
        for path in ACTIONS:
            answer = client.post(path, data=accepting(record), headers=headers, follow_redirects=False)
            assert answer.status_code == 403
    assert decided(record) == 0


def test_own_form_is_taken(client: TestClient, record: Path) -> None:
    """The same form from the page itself is a decision, and the answer leads back to the page that sent it."""
    answer = client.post("/do/decide", data=accepting(record), follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/reports")
    assert decided(record) == 1


def test_one_of_its_names_cannot_post_to_another(record: Path) -> None:
    """With several names, a form must come from the one that it goes to."""
    with TestClient(build(record, [HOST, "localhost:8117"]), base_url=f"http://{HOST}") as client:
        headers = {"origin": "http://localhost:8117"}
        assert client.post("/do/decide", data=accepting(record), headers=headers).status_code == 403


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "/\r\nx: y", "evil", ""]
)
def test_form_leads_nowhere_else(client: TestClient, record: Path, back: str) -> None:
    """What a form names as the page to go back to is one of ours."""
    answer = client.post("/do/decide", data={**accepting(record), "back": back}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/%2f/evil.example/", "/\\evil.example/", "/reports//evil.example/"]
)
def test_address_leads_nowhere_else(client: TestClient, path: str) -> None:
    """No address is answered by sending the browser to another host."""
    answer = client.get(f"http://{HOST}{path}", follow_redirects=False)
    leads = urlsplit(answer.headers.get("location", ""))

    assert leads.netloc in ("", HOST)
    assert not leads.path.startswith("//")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(client: TestClient, record: Path, method: str) -> None:
    """Only GET, HEAD and POST are known."""
    answers = [client.request(method, path) for path in (*every(record), "/do/decide", "/static/page.js")]

    assert {answer.status_code for answer in answers} == {405}
    assert {answer.headers["allow"] for answer in answers} == {"GET, HEAD, POST"}


def test_methods_are_not_mixed_up(client: TestClient, record: Path) -> None:
    """A page takes no form, and what a form does is not done by an address."""
    assert {client.post(path, data={"a": "b"}).status_code for path in every(record)} == {405}
    assert {client.get(path, params=accepting(record)).status_code for path in ACTIONS} == {405}
    assert decided(record) == 0


def test_head_is_the_head_of_get(served: str, record: Path) -> None:
    """HEAD gives status and headers of the page and no body, from the real server."""
    for address in (*every(record, twins=True), "/nowhere", "/reports?page=x", "/static/page.js"):
        get, head = (_raw(served, method, address) for method in ("GET", "HEAD"))
        assert (head[0], head[2]) == (get[0], b"")
        assert {name for name, _ in head[1]} == {name for name, _ in get[1]}


def _raw(served: str, method: str, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask a server for an address exactly as it is written."""
    asking = http.client.HTTPConnection(urlsplit(served).netloc, timeout=20)
    try:
        asking.putrequest(method, path, skip_host="host" in headers)
        for name, value in headers.items():
            asking.putheader(name, value)
        asking.endheaders()
        answer = asking.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        asking.close()


# What is sent.


@pytest.mark.parametrize("length", ["-1", "1e3", "", "²", str(LARGEST_BODY + 1), "9" * 5000])
def test_strange_lengths_are_refused(client: TestClient, record: Path, length: str) -> None:
    """A form whose length is missing, no number or too large is not read."""
    headers = {"content-length": length.encode("latin-1")}
    answer = client.post("/do/decide", content=b"do=accept", headers=headers)

    assert answer.status_code == 413


def test_body_without_length_is_refused(served: str, record: Path) -> None:
    """A body that comes in chunks, which might never end, is not read."""
    host = urlsplit(served).netloc
    with socket.create_connection((urlsplit(served).hostname, urlsplit(served).port), timeout=10) as line:
        head = (
            f"POST /do/decide HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall(head.encode() + b"5\r\nhello\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_largest_body_is_read(client: TestClient) -> None:
    """As much as is allowed is read and answered in plain words, within a second."""
    begun = time.perf_counter()
    answer = client.post("/do/decide", content=b"a=" + b"b" * (LARGEST_BODY - 2))

    assert answer.status_code == 400
    assert "missing in this form" in answer.text
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"%ff%fe=%00", b"do", b"&&&&", b"a=b;" * 1000, b"a&" * 400_000, b"report=%ED%A0%80&id=1"]
)
def test_broken_forms_are_told(client: TestClient, body: bytes) -> None:
    """A form that is none gets a plain page."""
    for path in ACTIONS:
        answer = client.post(path, content=body)
        assert answer.status_code in (200, 303, 400)


def test_long_name_is_told_shortly(client: TestClient, record: Path) -> None:
    """What was done with very long words is told in a cookie that browsers keep."""
    form = {"actor": known(record)["actor"], "name": "A" * 500_000, "back": "/"}
    answer = client.post("/do/rename", data=form, follow_redirects=False)

    assert answer.status_code in (303, 400)
    assert len(answer.headers.get("set-cookie", "")) < 4000


# What comes with every answer.


def test_headers_of_every_answer(client: TestClient, record: Path) -> None:
    """Pages, twins, files, errors and redirections all forbid foreign scripts, frames, guesses and copies."""
    answers = [client.get(address) for address in every(record, twins=True)]
    answers += [client.get(path) for path in ("/nowhere", "/static/page.js", "/static/nothing.js", "/reports?page=0")]
    answers += [client.get("/", headers={"host": "evil"}), client.put("/"), client.get("/do/undo")]
    answers += [client.post("/do/decide", data=accepting(record), headers=headers, follow_redirects=False)
                for headers in ({}, {"origin": "null"}, {"content-length": "x"})]  # fmt: skip
    record.write_bytes(b"not a record any more, and long enough to be looked at")
    answers.append(client.get("/"))

    assert {200, 303, 400, 403, 404, 405, 413, 421, 503} == {answer.status_code for answer in answers}
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


def test_policy_allows_nothing_inline() -> None:
    """The policy names this page alone as the place of scripts and styles."""
    policy = HEADERS["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy
    assert not re.search(r"\b(https?|data|blob):|\*", policy)


def test_note_is_told_once(client: TestClient, record: Path) -> None:
    """What was done is told on the next page only, by a cookie that no script and no other site gets."""
    answer = client.post("/do/decide", data=accepting(record), follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    first, second = client.get("/reports"), client.get("/reports")

    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "Accepted 1 row" in first.text
    assert "Accepted 1 row" not in second.text


@pytest.mark.parametrize(
    "note", ["<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C/script%3E", "%ff%00", "x" * 9000]
)
def test_note_of_another_is_words(client: TestClient, note: str) -> None:
    """Other servers of this machine can set our cookie: it is words, whatever is in it."""
    answer = client.get("/", headers={"cookie": f"note={note}"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


# Files.


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2fapp.py",
        "/static/....//app.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/..%5capp.py",
        "/static/page.js%00.css", "/static/", "/static", "/../../../../../etc/passwd", "/static/../templates/card.html",
        "/static/%252e%252e/app.py", "/static/pages/../../app.py", "/static/\xc0\xae\xc0\xae/app.py", "/app.py",
    ],
)  # fmt: skip
def test_no_file_but_its_own(client: TestClient, path: str) -> None:
    """No way of writing an address leads out of the folder of the page's own files."""
    scope_path = path.encode("latin-1")
    answer = client.get(f"http://{HOST}{quote(scope_path, safe='/%.')}")

    assert answer.status_code in (404, 405)
    assert "import" not in answer.text
    assert "root:" not in answer.text
    assert "{%" not in answer.text


def test_no_file_from_the_real_server(served: str) -> None:
    """The same holds for the real server, which gets addresses as they are written."""
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/%00", "/%c0%ae%c0%ae/"):
        status, _, body = _raw(served, "GET", path)
        assert status == 404
        assert b"import" not in body


@pytest.mark.parametrize("host", ["", "0", "0.0.0.0", "::"])
def test_every_address_is_none_to_ask_by(record: Path, host: str) -> None:
    """A host that means every address is refused at once: no browser could open the page under it."""
    with pytest.raises(UsageError, match="Name the one address"):
        serve(record, host, 0, browser=False, tell=print)
