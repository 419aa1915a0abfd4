-- She takes a break: nothing is proposed to her and nobody at the desk waits for her.
alter table newcomers add paused_at timestamptz;
