"""What is measured of a command is what it did: its seconds, its memory, its bytes, its stages, its children's too."""

import sys
import time

import pytest

from tests.benchmarks.measure import FailedError, Holding, filesystem, holding, run, stamps


def python(code: str) -> tuple[str, str, str]:
    return sys.executable, "-c", code


def test_seconds_and_processors_are_those_of_the_command(tmp_path):
    cost = run(python("import time; time.sleep(0.3)"), tmp_path)
    assert 0.3 < cost.seconds < 3
    assert cost.processors < 0.5


def test_memory_is_the_most_that_a_process_and_its_children_held_at_one_time(tmp_path):
    child = "import time; block = b'x' * 60_000_000; time.sleep(0.6)"
    cost = run(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"), tmp_path)
    assert 60_000_000 < cost.peak < 120_000_000


def test_a_line_that_is_said_names_the_stage(tmp_path):
    code = (
        "import time; print('grow', flush=True); block = b'x' * 50_000_000; time.sleep(0.4); print('end', flush=True)"
    )
    cost = run(python(code), tmp_path)
    assert cost.stages["grow"].ours > 50_000_000


def test_bytes_written_are_counted_with_those_of_children(tmp_path):
    if filesystem(tmp_path) == "tmpfs":
        pytest.skip("nothing is sent to a disk here")
    code = "import os; f = open('file', 'wb'); f.write(b'x' * 5_000_000); f.flush(); os.fsync(f.fileno())"
    cost = run(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"), tmp_path)
    assert 5_000_000 <= cost.written < 6_000_000
    assert run(python("pass"), tmp_path).written < 100_000


def test_what_a_command_leaves_behind_is_counted(tmp_path):
    child = "import time; end = time.process_time() + 0.5\nwhile time.process_time() < end: pass"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}], stdout=subprocess.DEVNULL)"
    cost = run(python(code), tmp_path)
    assert cost.processors > 0.5


def test_a_command_that_fails_says_its_last_lines(tmp_path):
    with pytest.raises(FailedError, match="no such thing"):
        run(python("import sys; sys.exit('no such thing')"), tmp_path)


def test_a_folder_holds_files_and_pages(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("12345")
    (tmp_path / "data.json").write_text("{}")
    assert holding(tmp_path) == Holding(files=2, bytes=7, pages=1, html=5)


def test_stamps_tell_whether_a_file_was_written(tmp_path):
    (tmp_path / "file").write_text("same")
    before = stamps(tmp_path)
    assert stamps(tmp_path) == before
    time.sleep(0.02)
    (tmp_path / "file").write_text("same")
    assert stamps(tmp_path) != before
