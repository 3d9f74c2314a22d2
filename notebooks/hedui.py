"""Asks a Hedui endpoint (`./hedui serve sql`) and draws what it answers.

HEDUI_SQL_URL, HEDUI_SQL_USER, HEDUI_SQL_PASSWORD and HEDUI_JDBC_DRIVER (the driver's jar) say where; `notebooks/run`
sets them.
"""

import decimal
import glob
import os
import re

import jpype
import matplotlib
import matplotlib.pyplot as plt
import matplotlib.ticker
import pandas as pd

# Debian's Noto is one family for Chinese, Japanese and Korean; the name of the file's first face is enough.
matplotlib.rcParams["font.family"] = ["Noto Sans CJK JP", "DejaVu Sans"]
matplotlib.rcParams["axes.unicode_minus"] = False
matplotlib.rcParams["figure.dpi"] = 110
pd.set_option("display.max_rows", 60)

# Debian's JPype finds its own classes only if they come first.
_JPYPE = "/usr/share/java/org.jpype.jar"
_connection = None


def connect():
    """One connection for the notebook."""
    global _connection
    if _connection is None:
        if not jpype.isJVMStarted():
            jars = [jar for jar in (_JPYPE, os.environ["HEDUI_JDBC_DRIVER"]) if os.path.exists(jar)]
            jpype.startJVM("-Dfile.encoding=UTF-8", classpath=jars, convertStrings=True)
        settings = jpype.java.util.Properties()
        settings.setProperty("user", os.environ["HEDUI_SQL_USER"])
        settings.setProperty("password", os.environ["HEDUI_SQL_PASSWORD"])
        driver = jpype.JClass("org.apache.kyuubi.jdbc.KyuubiHiveDriver")()
        _connection = driver.connect(os.environ["HEDUI_SQL_URL"], settings)
    return _connection


def sql(query):
    """The rows of a query as a data frame; decimals become floats, for drawing."""
    statement = connect().createStatement()
    try:
        result = statement.executeQuery(query)
        meta = result.getMetaData()
        count = meta.getColumnCount()
        rows = []
        while result.next():
            rows.append([_python(result.getObject(i + 1)) for i in range(count)])
        return pd.DataFrame(rows, columns=[str(meta.getColumnLabel(i + 1)) for i in range(count)])
    finally:
        statement.close()


def question(name):
    """The rows of a question in `notebooks/sql`."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sql")
    with open(os.path.join(folder, name + ".sql"), encoding="utf-8") as file:
        return sql(file.read())


def codes(name):
    """Chinese words of a code list in `schemas/codes`, by code."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    frame = pd.read_csv(os.path.join(home, "schemas", "codes", name + ".csv"), dtype=str, keep_default_na=False)
    return dict(zip(frame["code"], frame["zh"]))


def registries():
    """Chinese titles of the registries, from their contracts."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    titles = {}
    for path in glob.glob(os.path.join(home, "schemas", "contracts", "*.odcs.yaml")):
        with open(path, encoding="utf-8") as file:
            title = re.search(r"property: titleZh, value: ([^}]+)}", file.read())
        titles[os.path.basename(path).removesuffix(".odcs.yaml")] = title.group(1).strip("\"' ")
    return titles


def wilson(hits, of, z=1.96):
    """The 95 % interval of a share, after Wilson; it stays within 0 and 1 and holds for small numbers."""
    if not of:
        return (float("nan"), float("nan"))
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5 / (1 + z * z / of)
    return (max(0.0, middle - half), min(1.0, middle + half))


def intervals(frame, label, value, lower, upper, title, bar=None):
    """Shares with their intervals as points and lines; a column with bars is drawn as red strokes."""
    figure, axes = plt.subplots(figsize=(9, max(1.9, 1.0 + 0.45 * len(frame))))
    for place, (_, row) in enumerate(frame.iterrows()):
        axes.plot([row[lower], row[upper]], [place, place], color="#3b6ea5", linewidth=2)
        axes.plot([row[value]], [place], "o", color="#3b6ea5")
        if bar is not None and row[bar] == row[bar]:
            axes.plot([row[bar]] * 2, [place - 0.3, place + 0.3], color="#c0392b", linewidth=2)
    axes.set_yticks(range(len(frame)), frame[label].astype(str))
    axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1.0))
    axes.set_title(title)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    plt.show()


def bars(frame, label, value, title, unit, color="#3b6ea5"):
    """Bars lying down, the longest on top, each with its number."""
    frame = frame.dropna(subset=[value]).sort_values(value)
    figure, axes = plt.subplots(figsize=(9, max(1.9, 0.6 + 0.38 * len(frame))))
    drawn = axes.barh(frame[label].astype(str), frame[value].astype(float), color=color)
    axes.bar_label(drawn, fmt="%g", padding=3)
    axes.set_title(title)
    axes.set_xlabel(unit)
    axes.margins(x=0.12)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    plt.show()


def heat(frame, rows, columns, value, title, fmt="%g"):
    """A table whose cells are the darker the greater they are; a cell without a number stays white."""
    shown = frame.dropna(subset=[value])
    if shown.empty:
        print(title + "：没有可以显示的数。 No number can be shown.")
        return
    table = shown.pivot_table(index=rows, columns=columns, values=value, aggfunc="sum", observed=True)
    figure, axes = plt.subplots(figsize=(max(6, 2.5 + 0.95 * len(table.columns)), max(2.6, 1.4 + 0.42 * len(table.index))))
    axes.imshow(table.to_numpy(dtype=float), cmap="YlOrRd", aspect="auto", vmin=0)
    axes.set_xticks(range(len(table.columns)), [str(name) for name in table.columns], rotation=30, ha="right")
    axes.set_yticks(range(len(table.index)), [str(name) for name in table.index])
    most = table.max().max()
    for i, row in enumerate(table.to_numpy(dtype=float)):
        for j, cell in enumerate(row):
            if cell == cell:  # a number
                axes.text(j, i, fmt % cell, ha="center", va="center", color="white" if cell > 0.6 * most else "black")
    axes.set_title(title)
    figure.tight_layout()
    plt.show()


def _python(value):
    if value is None:
        return None
    kind = type(value).__name__
    if kind == "java.math.BigDecimal":
        return float(decimal.Decimal(str(value.toPlainString())))
    if kind in ("java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long"):
        return int(value)
    if kind in ("java.lang.Double", "java.lang.Float"):
        return float(value)
    if kind == "java.lang.Boolean":
        return bool(value)
    if kind in ("java.sql.Date", "java.sql.Timestamp"):
        return pd.Timestamp(str(value))
    return str(value)
