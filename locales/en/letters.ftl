letter-hello = Hello,
letter-greetings = Kind regards,
letter-stop = Don't want letters like this one?
letter-stop-link = Turn them off
