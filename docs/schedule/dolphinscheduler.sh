#!/usr/bin/env bash
# The script of a Shell task in Apache DolphinScheduler. Its ${system.biz.date} is the day before the scheduled time, as
# yyyyMMdd, which --business-date takes as it is. The task fails with any exit code but 0; let it be tried again (task
# settings: failed retry times 3, interval 15) and let instances wait for each other (serial wait), because readers see
# the run that was published last.
export HEDUI_LAKE=/data/hedui/lake
export HEDUI_LANDING=/data/hedui/landing
export HEDUI_KEY_FILE=/etc/hedui/key

/opt/hedui/hedui run --business-date ${system.biz.date}
