"""Hedui in Apache Airflow 2: one run a working night, for the day before.

Exit codes: 0 done, 1 failed or stopped, 2 wrong use, 3 refused by a quality gate, 4 another run holds the lake. Only 1
and 4 are worth trying again, so 2 and 3 fail the task at once (AirflowFailException). The operator keeps the last line
of the output, such as `hedui: run 20231130-1-ab12cd COMPLETED exit 0`, as its XCom.
"""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.exceptions import AirflowFailException
from airflow.operators.bash import BashOperator

HEDUI = "/opt/hedui/hedui"


class HeduiOperator(BashOperator):
    """Runs a command of Hedui; what trying again would not help fails for good."""

    def execute(self, context):
        result = self.subprocess_hook.run_command(
            command=["bash", "-c", self.bash_command], env=self.get_env(context)
        )
        if result.exit_code in (2, 3):
            raise AirflowFailException(result.output)
        if result.exit_code != 0:
            raise RuntimeError(result.output)
        return result.output


with DAG(
    dag_id="hedui",
    schedule="0 2 * * 2-6",
    start_date=pendulum.datetime(2024, 1, 1, tz="Asia/Shanghai"),
    # Readers see the run that was published last, so dates go one after the other.
    catchup=True,
    max_active_runs=1,
    default_args={
        "retries": 3,
        "retry_delay": timedelta(minutes=15),
        "execution_timeout": timedelta(hours=8),
        "depends_on_past": True,
    },
) as dag:
    HeduiOperator(
        task_id="run",
        # The end of the data interval is the morning on which it begins.
        bash_command=HEDUI
        + " run --business-date {{ data_interval_end.in_timezone('Asia/Shanghai').subtract(days=1).format('YYYY-MM-DD') }}"
        + " 2>&1",
        env={
            "HEDUI_LAKE": "/data/hedui/lake",
            "HEDUI_LANDING": "/data/hedui/landing",
            "HEDUI_KEY_FILE": "/etc/hedui/key",
        },
        append_env=True,
    )
