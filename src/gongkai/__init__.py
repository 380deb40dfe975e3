"""gongkai (公开): disclosure of government information, from the application to the annual report."""
